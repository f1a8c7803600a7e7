/* One function calls another, and both share a global. */
int counter = 1;

__attribute__((noinline)) int step(int by) { return counter += by; }

int run(void) { return step(2) + step(3) + counter; }
