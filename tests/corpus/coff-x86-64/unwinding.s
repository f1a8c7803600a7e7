# Two functions with unwind records, and a static one that nobody calls: its records go with it.
  .text
  .globl start
  .def start; .scl 2; .type 32; .endef
  .seh_proc start
start:
  subq $40, %rsp
  .seh_stackalloc 40
  .seh_endprologue
  call helper
  addq $40, %rsp
  ret
  .seh_endproc

  .section .text$lonely,"xr"
  .def lonely; .scl 3; .type 32; .endef
  .seh_proc lonely
lonely:
  pushq %rbx
  .seh_pushreg %rbx
  .seh_endprologue
  call start
  popq %rbx
  ret
  .seh_endproc

  .text
  .globl helper
helper:
  ret
