// An inline function has a copy in every file that calls it, in a COMDAT group named after it.
extern "C" __attribute__((noinline)) inline int version() { return 1; }

extern "C" int other();

int main() { return version() * 10 + other(); }
