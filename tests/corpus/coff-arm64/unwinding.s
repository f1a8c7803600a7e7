# Two functions with unwind records, and a static one that nobody calls: its record goes with it.
  .text
  .globl start
  .def start
  .scl 2
  .type 32
  .endef
  .seh_proc start
start:
  stp x29, x30, [sp, #-16]!
  .seh_save_fplr_x 16
  .seh_endprologue
  bl helper
  .seh_startepilogue
  ldp x29, x30, [sp], #16
  .seh_save_fplr_x 16
  .seh_endepilogue
  ret
  .seh_endproc

  .section .text$lonely,"xr"
  .def lonely
  .scl 3
  .type 32
  .endef
  .seh_proc lonely
lonely:
  sub sp, sp, #64
  .seh_stackalloc 64
  str x19, [sp, #32]
  .seh_save_reg x19, 32
  .seh_endprologue
  bl start
  .seh_startepilogue
  ldr x19, [sp, #32]
  .seh_save_reg x19, 32
  add sp, sp, #64
  .seh_stackalloc 64
  .seh_endepilogue
  ret
  .seh_endproc

  .text
  .globl helper
helper:
  ret
