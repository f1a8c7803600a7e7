/* Three functions. map.s adds a section that nobody loads and that says where they are. */
int one(void) { return 1; }
int two(void) { return one() + 1; }
static int forgotten(void) { return 13; }
int three(void) { return two() + 1; }
int (*keep_it)(void) = forgotten;
