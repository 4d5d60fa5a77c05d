"""The register of enterprises: the tax service's files and tables read, and put into the database."""
