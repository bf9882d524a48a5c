package broken.application.port.in;

public interface BrokenIn {
    broken.application.port.out.BrokenOut out();
}
