"""What a page carries: marks, faces, lines, pictures, codes and colours."""
