/* Hides features of an x86-64 processor from everything in the process that preloads this, to see what others reckon.

   KAAKRUST_HIDE=1: no AVX-512 and nothing newer. 2: no AVX2, FMA and half-precision either. 3: no AVX at all.
   The kernel lets the CPUID instruction fault (arch_prctl), and the fault's handler answers in its place. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { SET_CPUID = 0x1012 };
#define BIT(n) (1u << (n))

static int hidden;

static void hide(uint32_t leaf, uint32_t part, uint32_t *a, uint32_t *b, uint32_t *c, uint32_t *d) {
  if (leaf == 1 && hidden >= 2) *c &= ~(BIT(12) | BIT(29)); /* FMA, F16C */
  if (leaf == 1 && hidden >= 3) *c &= ~BIT(28);             /* AVX */
  if (leaf == 7 && part == 0) {
    *b &= ~(BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31)); /* AVX-512 */
    *c &= ~(BIT(1) | BIT(6) | BIT(8) | BIT(9) | BIT(10) | BIT(11) | BIT(12) | BIT(14));     /* its later parts */
    *d &= ~(BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25));              /* FP16, AMX */
    if (hidden >= 2) *b &= ~BIT(5);                                                         /* AVX2 */
  }
  if (leaf == 7 && part == 1) {
    *a &= ~(BIT(4) | BIT(5) | BIT(21) | BIT(23)); /* AVX-VNNI, BF16, AMX-FP16, AVX-IFMA */
    *d = 0;
  }
}

static void answer(int number, siginfo_t *info, void *context) {
  greg_t *held = ((ucontext_t *)context)->uc_mcontext.gregs;
  const unsigned char *at = (const unsigned char *)held[REG_RIP];
  (void)info;
  if (at[0] != 0x0f || at[1] != 0xa2) { /* a real fault: let it happen again, unhandled */
    signal(number, SIG_DFL);
    return;
  }
  uint32_t leaf = (uint32_t)held[REG_RAX], part = (uint32_t)held[REG_RCX], a, b, c, d;
  syscall(SYS_arch_prctl, SET_CPUID, 1);
  __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(part));
  syscall(SYS_arch_prctl, SET_CPUID, 0);
  hide(leaf, part, &a, &b, &c, &d);
  held[REG_RAX] = a, held[REG_RBX] = b, held[REG_RCX] = c, held[REG_RDX] = d;
  held[REG_RIP] += 2;
}

__attribute__((constructor)) static void begin(void) {
  const char *told = getenv("KAAKRUST_HIDE");
  struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};
  if (told == NULL || (hidden = atoi(told)) == 0) return;
  sigaction(SIGSEGV, &action, NULL);
  syscall(SYS_arch_prctl, SET_CPUID, 0);
}
