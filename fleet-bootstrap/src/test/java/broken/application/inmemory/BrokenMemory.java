package broken.application.inmemory;

import broken.application.BrokenUseCaseImpl;

public class BrokenMemory {
    BrokenUseCaseImpl useCase() {
        return new BrokenUseCaseImpl();
    }
}
