# A zero-fill section that a rule makes NoAlloc: there is neither memory nor content.
        .text
        .globl  look
look:   movabs  $void, %rax
        ret
        .bss
        .globl  void
void:   .zero   16
