# A public snapshot, served:
#   docker build -t quotes . && docker run -p 8001:8001 -v "$PWD/snapshot:/snapshot:ro" quotes
# The image holds the program only; the folder with the snapshot comes from outside, read-only.
FROM python:3.12-slim

WORKDIR /app
COPY pyproject.toml constraints.txt README.md ./
COPY tracker tracker
COPY examples examples
RUN pip install --no-cache-dir -c constraints.txt . \
 && useradd --system --no-create-home tracker

USER tracker
EXPOSE 8001
CMD ["tracker", "share", "serve", "/snapshot", "--host", "0.0.0.0", "--port", "8001"]
