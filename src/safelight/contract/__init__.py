"""The wire contract: data, shapes, codec, WSDL."""
