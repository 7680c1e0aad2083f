"""The rules that propose speakers: what stands in front of a quotation, behind it, and in the sentences around it."""
