"""Files for people: pictures, and later cards and certificates. No rules."""
