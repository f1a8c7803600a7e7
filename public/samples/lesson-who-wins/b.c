/* A strong definition of level, and the definition of shared. */
int shared = 40;

int level(void) { return 2; }
