// The same name and another body: a mistake that no compiler sees, for it sees one file at a time.
extern "C" __attribute__((noinline)) inline int version() { return 2; }

extern "C" int other() { return version(); }
