"""Records of many documents to happenings, disputes and originators."""
