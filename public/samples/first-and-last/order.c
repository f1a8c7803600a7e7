/* What is opened first is closed last. Initializers run in order; their twins run backwards. */
volatile int steps;

__attribute__((constructor)) static void announce(void) { steps = 1; }
__attribute__((destructor)) static void say_goodbye(void) { steps = 0; }

void open_log(void) { steps = 2; }
void close_log(void) { steps = 1; }

void open_cache(void) { steps = 3; }
void close_cache(void) { steps = 2; }

int main(void) { return steps; }
