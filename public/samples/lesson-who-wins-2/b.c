/* A strong definition of level, and the definition of shared. */
int shared = 30;

int level(void) { return 4; }
