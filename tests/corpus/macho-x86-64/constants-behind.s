# Constants behind a field that names a section: where the target is counts from behind them, at the section's very start.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    movb $1, Lbyte(%rip)
    movw $2, Lword(%rip)
    movl $3, Llong(%rip)
    ret
    .section __DATA,__bytes
Lbyte:
    .byte 0
    .section __DATA,__words
Lword:
    .short 0
    .section __DATA,__longs
Llong:
    .long 0
    .subsections_via_symbols
