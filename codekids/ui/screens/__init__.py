"""One module a screen: what stands where, and what each press means."""
