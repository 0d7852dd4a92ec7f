/* The few BLAS and LAPACK calls that OpenCV asks for, answered by NumPy's OpenBLAS.
 *
 * OpenCV's wheel brings an OpenBLAS whose integers have 32 bits, NumPy's one whose integers have 64. Both hold the same
 * routines for the same processors, some 40 MB each time. Here each call's integers are made longer, and pivots, which
 * are integers too, shorter again on the way back. one_blas.py compiles this into the place of OpenCV's own.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

typedef int64_t wide;
#define LENGTH ((size_t)1) /* of each CHARACTER*1, as Fortran is handed it */

static wide *room(wide count) { return malloc(sizeof(wide) * (size_t)(count > 0 ? count : 1)); }

static void back(int *to, wide *from, wide count) {
  for (wide i = 0; i < count; i++) to[i] = (int)from[i];
  free(from);
}

/* What LAPACK's own says when it runs out of memory: a negative INFO that no argument has. */
#define NO_ROOM (-1010)

#define GEMM(letter, T, scalar)                                                                                     \
  void scipy_cblas_##letter##gemm64_(int, int, int, wide, wide, wide, scalar, const T *, wide, const T *, wide,    \
                                     scalar, T *, wide);                                                            \
  void cblas_##letter##gemm(int order, int ta, int tb, int m, int n, int k, scalar alpha, const T *a, int lda,     \
                            const T *b, int ldb, scalar beta, T *c, int ldc) {                                      \
    scipy_cblas_##letter##gemm64_(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                    \
  }
GEMM(s, float, float)
GEMM(d, double, double)
GEMM(c, void, const void *)
GEMM(z, void, const void *)

#define REAL(p, T)                                                                                                  \
  void scipy_##p##gesv_64_(wide *, wide *, T *, wide *, wide *, T *, wide *, wide *);                              \
  void p##gesv_(int *n, int *nrhs, T *a, int *lda, int *ipiv, T *b, int *ldb, int *info) {                         \
    wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, info_ = 0, *pivots = room(n_);                          \
    if (!pivots) { *info = NO_ROOM; return; }                                                                      \
    scipy_##p##gesv_64_(&n_, &nrhs_, a, &lda_, pivots, b, &ldb_, &info_);                                          \
    back(ipiv, pivots, info_ < 0 ? 0 : n_);                                                                        \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##getrf_64_(wide *, wide *, T *, wide *, wide *, wide *);                                          \
  void p##getrf_(int *m, int *n, T *a, int *lda, int *ipiv, int *info) {                                           \
    wide m_ = *m, n_ = *n, lda_ = *lda, info_ = 0, least = m_ < n_ ? m_ : n_, *pivots = room(least);               \
    if (!pivots) { *info = NO_ROOM; return; }                                                                      \
    scipy_##p##getrf_64_(&m_, &n_, a, &lda_, pivots, &info_);                                                      \
    back(ipiv, pivots, info_ < 0 ? 0 : least);                                                                     \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##posv_64_(char *, wide *, wide *, T *, wide *, T *, wide *, wide *, size_t);                      \
  void p##posv_(char *uplo, int *n, int *nrhs, T *a, int *lda, T *b, int *ldb, int *info) {                        \
    wide n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, info_ = 0;                                              \
    scipy_##p##posv_64_(uplo, &n_, &nrhs_, a, &lda_, b, &ldb_, &info_, LENGTH);                                    \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##potrf_64_(char *, wide *, T *, wide *, wide *, size_t);                                          \
  void p##potrf_(char *uplo, int *n, T *a, int *lda, int *info) {                                                  \
    wide n_ = *n, lda_ = *lda, info_ = 0;                                                                          \
    scipy_##p##potrf_64_(uplo, &n_, a, &lda_, &info_, LENGTH);                                                     \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##gels_64_(char *, wide *, wide *, wide *, T *, wide *, T *, wide *, T *, wide *, wide *, size_t); \
  void p##gels_(char *trans, int *m, int *n, int *nrhs, T *a, int *lda, T *b, int *ldb, T *work, int *lwork,       \
                int *info) {                                                                                       \
    wide m_ = *m, n_ = *n, nrhs_ = *nrhs, lda_ = *lda, ldb_ = *ldb, lwork_ = *lwork, info_ = 0;                    \
    scipy_##p##gels_64_(trans, &m_, &n_, &nrhs_, a, &lda_, b, &ldb_, work, &lwork_, &info_, LENGTH);               \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##geqrf_64_(wide *, wide *, T *, wide *, T *, T *, wide *, wide *);                                \
  void p##geqrf_(int *m, int *n, T *a, int *lda, T *tau, T *work, int *lwork, int *info) {                         \
    wide m_ = *m, n_ = *n, lda_ = *lda, lwork_ = *lwork, info_ = 0;                                                \
    scipy_##p##geqrf_64_(&m_, &n_, a, &lda_, tau, work, &lwork_, &info_);                                          \
    *info = (int)info_;                                                                                            \
  }                                                                                                                 \
  void scipy_##p##gesdd_64_(char *, wide *, wide *, T *, wide *, T *, T *, wide *, T *, wide *, T *, wide *,       \
                            wide *, wide *, size_t);                                                               \
  void p##gesdd_(char *jobz, int *m, int *n, T *a, int *lda, T *s, T *u, int *ldu, T *vt, int *ldvt, T *work,      \
                 int *lwork, int *iwork, int *info) {                                                              \
    wide m_ = *m, n_ = *n, lda_ = *lda, ldu_ = *ldu, ldvt_ = *ldvt, lwork_ = *lwork, info_ = 0;                    \
    wide *scratch = room(8 * (m_ < n_ ? m_ : n_)); /* nobody reads it afterwards */                                \
    (void)iwork;                                                                                                   \
    if (!scratch) { *info = NO_ROOM; return; }                                                                     \
    scipy_##p##gesdd_64_(jobz, &m_, &n_, a, &lda_, s, u, &ldu_, vt, &ldvt_, work, &lwork_, scratch, &info_,        \
                         LENGTH);                                                                                  \
    free(scratch);                                                                                                 \
    *info = (int)info_;                                                                                            \
  }
REAL(s, float)
REAL(d, double)

void scipy_dgeev_64_(char *, char *, wide *, double *, wide *, double *, double *, double *, wide *, double *, wide *,
                     double *, wide *, wide *, size_t, size_t);
void dgeev_(char *jobvl, char *jobvr, int *n, double *a, int *lda, double *wr, double *wi, double *vl, int *ldvl,
            double *vr, int *ldvr, double *work, int *lwork, int *info) {
  wide n_ = *n, lda_ = *lda, ldvl_ = *ldvl, ldvr_ = *ldvr, lwork_ = *lwork, info_ = 0;
  scipy_dgeev_64_(jobvl, jobvr, &n_, a, &lda_, wr, wi, vl, &ldvl_, vr, &ldvr_, work, &lwork_, &info_, LENGTH, LENGTH);
  *info = (int)info_;
}
