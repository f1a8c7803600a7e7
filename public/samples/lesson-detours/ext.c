/* Two names that live outside this link: a function and a variable. */
extern int ext_fn(int);
extern int ext_var;

int main(void) { return ext_fn(ext_var); }
