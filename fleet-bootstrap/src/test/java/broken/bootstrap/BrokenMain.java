package broken.bootstrap;

public class BrokenMain {}
