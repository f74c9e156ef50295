"""The contents of a page: marks, faces, lines, pictures, codes and colours."""
