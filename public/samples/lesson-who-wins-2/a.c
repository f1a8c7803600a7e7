/* A weak definition of level, and a common symbol: a tentative definition. */
int shared;

__attribute__((weak)) int level(void) { return 3; }

int main(void) { return level() + shared; }
