/* Two kinds of notes about code: a table of our own, marked as no part of the program, and debug information (-g). */
inline int step(int by) { return by + 1; }
extern inline int step(int by);

int walk(int n) { return step(n) + step(2); }

/* What "no part of the program" is called: on Windows, flag n (removed from the image); elsewhere, a flag not given. */
#if defined(_WIN32)
#define TABLE ".section .notes,\"n\"\n"
#define NAME(x) #x
#elif defined(__APPLE__)
#define TABLE ".section __NOTES,__notes,regular,debug\n"
#define NAME(x) "_" #x
#else
#define TABLE ".section .notes,\"\",%progbits\n"
#define NAME(x) #x
#endif

__asm__(TABLE ".quad " NAME(walk) "\n.quad " NAME(step) "\n.text\n");
