"""Reading tables of points, one module for each kind of file."""
