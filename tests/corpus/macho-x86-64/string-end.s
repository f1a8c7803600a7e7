# A symbol behind the last string: LLVM 22 crashes on it.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    leaq _end(%rip), %rcx
    ret
    .section __TEXT,__cstring,cstring_literals
    .asciz "text"
_end:
    .subsections_via_symbols
