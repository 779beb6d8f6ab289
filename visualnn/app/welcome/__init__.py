"""The page that the program opens with: the course, files used before, and work to recover."""
