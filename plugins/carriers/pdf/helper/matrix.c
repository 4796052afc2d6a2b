/*
 * Matrices and boxes.
 */
#include <math.h>

#include "plugins/carriers/pdf/helper/interpret.h"

struct pdf_matrix pdf_matrix_multiply(const struct pdf_matrix *first, const struct pdf_matrix *then) {
    return (struct pdf_matrix){
        first->a * then->a + first->b * then->c,           first->a * then->b + first->b * then->d,
        first->c * then->a + first->d * then->c,           first->c * then->b + first->d * then->d,
        first->e * then->a + first->f * then->c + then->e, first->e * then->b + first->f * then->d + then->f,
    };
}

void pdf_matrix_apply(const struct pdf_matrix *matrix, double *x, double *y) {
    double before = *x;
    *x = matrix->a * before + matrix->c * *y + matrix->e;
    *y = matrix->b * before + matrix->d * *y + matrix->f;
}

struct pdf_box pdf_matrix_box(const struct pdf_matrix *matrix, const struct pdf_box *box) {
    struct pdf_box around = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int corner = 0; corner < 4; corner++) {
        double x = (corner & 1) != 0 ? box->right : box->left, y = (corner & 2) != 0 ? box->bottom : box->top;
        pdf_matrix_apply(matrix, &x, &y);
        around.left = fmin(around.left, x);
        around.right = fmax(around.right, x);
        around.top = fmin(around.top, y);
        around.bottom = fmax(around.bottom, y);
    }
    return around;
}

struct pdf_box pdf_box_common(const struct pdf_box *one, const struct pdf_box *other) {
    return (struct pdf_box){fmax(one->left, other->left), fmax(one->top, other->top),
                            fmin(one->right, other->right), fmin(one->bottom, other->bottom)};
}
