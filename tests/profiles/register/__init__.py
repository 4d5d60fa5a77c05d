"""The register of enterprises: files read, put in, asked."""
