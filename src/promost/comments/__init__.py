"""Comments: what people write to each other about a thing, and whom they mention. No record of the programme."""
