package broken.adapter.rest;

public class BrokenMessage {}
