// Nothing to sign: LLVM 22 makes the function that signs all the same.
.section __TEXT,__text,regular,pure_instructions
.globl _main
.p2align 2
_main: ret
    .subsections_via_symbols
