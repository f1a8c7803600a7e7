# Commons: memory that the linker makes. COFF does not say how they are aligned.
  .text
  .globl start
start:
  leaq twelve(%rip), %rax
  leaq three(%rip), %rcx
  leaq hundred(%rip), %rdx
  ret
  .comm twelve, 12
  .comm three, 3
  .comm hundred, 100
