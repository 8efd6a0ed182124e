"""From sheets that people really send to checked data, completion rates and programme reports."""

__version__ = "0.1.0"
