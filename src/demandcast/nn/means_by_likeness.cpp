// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/means_by_likeness.h"

#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <functional>
#include <limits>

namespace demandcast::nn {
namespace {

constexpr std::int64_t kScoresAtOnce = 1 << 17;  // half a megabyte; on a GPU all

/// `work(first row, rows)` over parts of all rows.
void in_parts(const at::Tensor& weights, const std::function<void(std::int64_t, std::int64_t)>& work) {
  const std::int64_t rows = weights.size(0), of_a_row = weights.numel() / std::max<std::int64_t>(1, rows);
  const std::int64_t part = weights.device().is_cpu() ? std::max<std::int64_t>(1, kScoresAtOnce / of_a_row) : rows;
  for (std::int64_t first = 0; first < rows; first += part) work(first, std::min(part, rows - first));
}

class MeansByLikeness : public torch::autograd::Function<MeansByLikeness> {
 public:
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& queries,
                                                const at::Tensor& keys, const at::Tensor& bias,
                                                const at::Tensor& hidden, const at::Tensor& numbers) {
    const at::Tensor query = queries.contiguous(), key = keys.contiguous();
    const std::int64_t rows = query.size(0), heads = query.size(1), count = query.size(2), places = key.size(3);
    at::Tensor weights = at::empty({rows, heads, count, places}, query.options());
    at::Tensor means = at::empty({rows, heads, count, numbers.size(2)}, query.options());
    in_parts(weights, [&](std::int64_t first, std::int64_t n) {
      at::Tensor scores = bias.expand({n, heads, count, places}).clone(at::MemoryFormat::Contiguous);
      scores.view({n * heads, count, places})
          .baddbmm_(query.narrow(0, first, n).flatten(0, 1), key.narrow(0, first, n).flatten(0, 1));
      scores.masked_fill_(hidden.narrow(0, first, n).view({n, 1, 1, places}), -std::numeric_limits<double>::infinity());
      at::Tensor weight = weights.narrow(0, first, n), mean = means.narrow(0, first, n).flatten(1, 2);
      at::_softmax_out(weight, scores, 3, false);
      at::bmm_out(mean, weight.flatten(1, 2), numbers.narrow(0, first, n));
    });
    context->save_for_backward({query, key, numbers, weights});
    context->mark_non_differentiable({weights});
    return {means, weights};
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list given) {
    const torch::autograd::variable_list saved = context->get_saved_variables();
    const at::Tensor &query = saved[0], &key = saved[1], &numbers = saved[2], &weights = saved[3];
    const at::Tensor of_means = given[0].contiguous();
    const std::int64_t heads = query.size(1), count = query.size(2), places = key.size(3);
    at::Tensor of_query = at::empty_like(query), of_key = at::empty_like(key);
    at::Tensor of_numbers = at::empty(numbers.sizes(), numbers.options());
    at::Tensor of_bias = at::zeros({heads, count, places}, query.options());
    in_parts(weights, [&](std::int64_t first, std::int64_t n) {
      const at::Tensor weight = weights.narrow(0, first, n), of_mean = of_means.narrow(0, first, n).flatten(1, 2);
      at::Tensor of_number = of_numbers.narrow(0, first, n), of_q = of_query.narrow(0, first, n).flatten(0, 1),
                 of_k = of_key.narrow(0, first, n).flatten(0, 1);
      at::bmm_out(of_number, weight.flatten(1, 2).transpose(1, 2), of_mean);
      const at::Tensor of_weight = at::bmm(of_mean, numbers.narrow(0, first, n).transpose(1, 2));
      const at::Tensor of_score =
          at::_softmax_backward_data(of_weight.view({n, heads, count, places}), weight, 3, weight.scalar_type());
      of_bias.add_(n == 1 ? of_score.squeeze(0) : of_score.sum(0));
      at::bmm_out(of_q, of_score.flatten(0, 1), key.narrow(0, first, n).flatten(0, 1).transpose(1, 2));
      at::bmm_out(of_k, query.narrow(0, first, n).flatten(0, 1).transpose(1, 2), of_score.flatten(0, 1));
    });
    return {of_query, of_key, of_bias, at::Tensor(), of_numbers};
  }
};

}  // namespace

Means means_of(const at::Tensor& query, const at::Tensor& key, const at::Tensor& bias, const at::Tensor& hidden,
               const at::Tensor& numbers) {
  const torch::autograd::variable_list of = MeansByLikeness::apply(query, key, bias, hidden, numbers);
  return {of[0], of[1]};
}

}  // namespace demandcast::nn
