"""The programme report of one period: from the store to files that a person can read and print."""
