/* Initializers have an order, and their twins run backwards. What if the second one fails? */
volatile int steps;

__attribute__((constructor(101))) static void open_log(void) { steps = 1; }
__attribute__((constructor(102))) static void open_cache(void) { steps = 2; }
__attribute__((constructor)) static void announce(void) { steps = 3; }
__attribute__((destructor)) static void say_goodbye(void) { steps = 0; }

int main(void) { return steps; }
