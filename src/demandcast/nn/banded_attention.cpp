// SPDX-License-Identifier: Apache-2.0
#include "demandcast/nn/banded_attention.h"

#include <ATen/Dispatch.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cmath>
#include <limits>

namespace demandcast::nn {
namespace {

/// Of one row all origins and targets; strides count numbers, the last dimension is dense.
template <typename T>
struct Numbers {
  explicit Numbers(const at::Tensor& tensor)
      : data(tensor.data_ptr<T>()), rows(tensor.stride(0)), origins(tensor.stride(1)), places(tensor.stride(2)) {}
  T* at(std::int64_t row, std::int64_t origin, std::int64_t place) const {
    return data + row * rows + origin * origins + place * places;
  }
  T* data;
  std::int64_t rows, origins, places;
};

struct Shape {
  std::int64_t rows, origins, targets, size, value, count;
};

Shape shape_of(const at::Tensor& query, const at::Tensor& value, const at::Tensor& places) {
  return {query.size(0), query.size(1), query.size(2), query.size(3), value.size(3), places.size(0)};
}

at::Tensor with_dense_numbers(const at::Tensor& x) { return x.stride(3) == 1 ? x : x.contiguous(); }

/// What one target looks at.
struct Seen {
  const bool* counts;         // [origin] of the row
  const std::int64_t* place;  // [earlier, target]
  const Shape* shape;
  std::int64_t origin, target;
  /// Place of the origin j + 1 before, or -1.
  std::int64_t operator()(std::int64_t j) const {
    const std::int64_t t = origin - j - 1;
    return t >= 0 && counts[t] ? place[j * shape->targets + target] : -1;
  }
};

template <typename T>
T dot(const T* a, const T* b, std::int64_t count) {
  T sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += a[i] * b[i];
  return sum;
}

template <typename T>
void add_times(T* to, T factor, const T* what, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) to[i] += factor * what[i];
}

/// Softmax of `scores` [count + 1], in place.
template <typename T>
void softmax(T* scores, std::int64_t count) {
  T highest = 0, sum = 0;
  for (std::int64_t j = 0; j <= count; ++j) highest = std::max(highest, scores[j]);
  for (std::int64_t j = 0; j <= count; ++j) sum += scores[j] = std::exp(scores[j] - highest);
  for (std::int64_t j = 0; j <= count; ++j) scores[j] /= sum;
}

template <typename T>
void attend_row(const Shape& shape, std::int64_t row, const Numbers<T>& query, const Numbers<T>& key,
                const Numbers<T>& value, const T* bias, const bool* counts, const std::int64_t* place,
                const Numbers<T>& values, const Numbers<T>& weights) {
  const T scale = 1 / std::sqrt(static_cast<T>(shape.size));
  for (std::int64_t t = 0; t < shape.origins; ++t) {
    for (std::int64_t k = 0; k < shape.targets; ++k) {
      const Seen seen{counts + row * shape.origins, place, &shape, t, k};
      T* weight = weights.at(row, t, k);
      weight[shape.count] = 0;
      for (std::int64_t j = 0; j < shape.count; ++j) {
        const std::int64_t of = seen(j);
        weight[j] = of < 0 ? -std::numeric_limits<T>::infinity()
                           : scale * dot(query.at(row, t, k), key.at(row, t - j - 1, of), shape.size) + bias[j];
      }
      softmax(weight, shape.count);
      for (std::int64_t j = 0; j < shape.count; ++j) {
        const std::int64_t of = seen(j);
        if (of >= 0) add_times(values.at(row, t, k), weight[j], value.at(row, t - j - 1, of), shape.value);
      }
    }
  }
}

template <typename T>
struct Gradients {
  Numbers<T> query, key, value;
  T* bias;  // [earlier]
};

template <typename T>
void attend_row_backward(const Shape& shape, std::int64_t row, const Numbers<T>& query, const Numbers<T>& key,
                         const Numbers<T>& value, const bool* counts, const std::int64_t* place,
                         const Numbers<T>& weights, const Numbers<T>& of_values, const Numbers<T>& of_weights,
                         const Gradients<T>& gradients) {
  const T scale = 1 / std::sqrt(static_cast<T>(shape.size));
  std::vector<T> of(static_cast<std::size_t>(shape.count));
  for (std::int64_t t = 0; t < shape.origins; ++t) {
    for (std::int64_t k = 0; k < shape.targets; ++k) {
      const Seen seen{counts + row * shape.origins, place, &shape, t, k};
      const T *weight = weights.at(row, t, k), *of_weight = of_weights.at(row, t, k),
              *of_mean = of_values.at(row, t, k);
      T all = weight[shape.count] * of_weight[shape.count];
      for (std::int64_t j = 0; j < shape.count; ++j) {
        const std::int64_t p = seen(j);
        if (p < 0) continue;
        T& here = of[static_cast<std::size_t>(j)];
        here = of_weight[j] + dot(of_mean, value.at(row, t - j - 1, p), shape.value);
        all += weight[j] * here;
        add_times(gradients.value.at(row, t - j - 1, p), weight[j], of_mean, shape.value);
      }
      for (std::int64_t j = 0; j < shape.count; ++j) {
        const std::int64_t p = seen(j);
        if (p < 0) continue;
        const T of_score = weight[j] * (of[static_cast<std::size_t>(j)] - all);
        gradients.bias[j] += of_score;
        add_times(gradients.query.at(row, t, k), scale * of_score, key.at(row, t - j - 1, p), shape.size);
        add_times(gradients.key.at(row, t - j - 1, p), scale * of_score, query.at(row, t, k), shape.size);
      }
    }
  }
}

class BandedAttention : public torch::autograd::Function<BandedAttention> {
 public:
  static torch::autograd::variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& queries,
                                                const at::Tensor& keys, const at::Tensor& numbers,
                                                const at::Tensor& bias, const at::Tensor& counts,
                                                const at::Tensor& places) {
    const at::Tensor query = with_dense_numbers(queries), key = with_dense_numbers(keys),
                     value = with_dense_numbers(numbers);
    const Shape shape = shape_of(query, value, places);
    at::Tensor values = at::zeros({shape.rows, shape.origins, shape.targets, shape.value}, query.options());
    at::Tensor weights = at::empty({shape.rows, shape.origins, shape.targets, shape.count + 1}, query.options());
    AT_DISPATCH_FLOATING_TYPES(query.scalar_type(), "banded_attention", [&] {
      const Numbers<scalar_t> of_query(query), of_key(key), of_value(value), of_values(values), of_weights(weights);
      for (std::int64_t row = 0; row < shape.rows; ++row) {
        attend_row(shape, row, of_query, of_key, of_value, bias.data_ptr<scalar_t>(), counts.data_ptr<bool>(),
                   places.data_ptr<std::int64_t>(), of_values, of_weights);
      }
    });
    context->save_for_backward({query, key, value, counts, places, weights});
    return {values, weights};
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list given) {
    const torch::autograd::variable_list saved = context->get_saved_variables();
    const at::Tensor &query = saved[0], &key = saved[1], &value = saved[2], &counts = saved[3], &places = saved[4],
                     &weights = saved[5];
    const Shape shape = shape_of(query, value, places);
    const at::Tensor of_values = given[0].contiguous(), of_weights = given[1].contiguous();
    const auto zeros = [](const at::Tensor& like) { return at::zeros(like.sizes(), like.options()); };
    at::Tensor of_query = zeros(query), of_key = zeros(key), of_value = zeros(value);
    at::Tensor of_bias = at::zeros({shape.count}, query.options());
    AT_DISPATCH_FLOATING_TYPES(query.scalar_type(), "banded_attention_backward", [&] {
      const Numbers<scalar_t> q(query), k(key), v(value), w(weights), values(of_values), given_weights(of_weights);
      const Gradients<scalar_t> gradients{Numbers<scalar_t>(of_query), Numbers<scalar_t>(of_key),
                                          Numbers<scalar_t>(of_value), of_bias.data_ptr<scalar_t>()};
      for (std::int64_t row = 0; row < shape.rows; ++row) {
        attend_row_backward(shape, row, q, k, v, counts.data_ptr<bool>(), places.data_ptr<std::int64_t>(), w, values,
                            given_weights, gradients);
      }
    });
    return {of_query, of_key, of_value, of_bias, at::Tensor(), at::Tensor()};
  }
};

at::Tensor table_of(const EarlierPlaces& places) {
  const std::int64_t targets = std::ssize(places.front());
  at::Tensor table = at::empty({std::ssize(places), targets}, at::kLong);
  for (std::int64_t j = 0; j < std::ssize(places); ++j) {
    table.select(0, j).copy_(at::tensor(places[static_cast<std::size_t>(j)], at::kLong));
  }
  return table;
}

/// `numbers` [row, origin, place, number] of the places that are looked at: [row, origin, target, earlier, number],
/// zero where there is none.
at::Tensor of_earlier(const at::Tensor& numbers, const EarlierPlaces& places) {
  const std::int64_t origins = numbers.size(1), count = std::ssize(places);
  const at::Tensor padded = at::constant_pad_nd(numbers, {0, 0, 0, 0, count, 0}, 0);
  std::vector<at::Tensor> all;
  for (std::int64_t j = 1; j <= count; ++j) {
    const at::Tensor place = at::tensor(places[static_cast<std::size_t>(j - 1)], at::kLong).to(numbers.device());
    const at::Tensor there = padded.narrow(1, count - j, origins).index_select(2, place.clamp_min(0));
    all.push_back(there * place.ge(0).view({1, 1, -1, 1}));
  }
  return at::stack(all, 3);
}

}  // namespace

Banded banded_attention_by_operations(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                      const at::Tensor& bias, const at::Tensor& counts, const EarlierPlaces& places) {
  const at::Tensor there = counts.to(query.scalar_type()).unsqueeze(2).expand({-1, -1, key.size(2)}).unsqueeze(3);
  const at::Tensor none = of_earlier(there, places).squeeze(4).lt(0.5);
  const at::Tensor scores =
      ((query.unsqueeze(3) * of_earlier(key, places)).sum(4) / std::sqrt(static_cast<double>(query.size(3))) + bias)
          .masked_fill(none, -std::numeric_limits<double>::infinity());
  const at::Tensor weights = at::softmax(at::constant_pad_nd(scores, {0, 1}, 0), 3);
  const at::Tensor found = weights.narrow(3, 0, std::ssize(places)).unsqueeze(4) * of_earlier(value, places);
  return {found.sum(3), weights};
}

Banded banded_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value, const at::Tensor& bias,
                        const at::Tensor& counts, const EarlierPlaces& places) {
  if (!query.device().is_cpu()) return banded_attention_by_operations(query, key, value, bias, counts, places);
  const torch::autograd::variable_list of =
      BandedAttention::apply(query, key, value, bias, counts.contiguous(), table_of(places));
  return {of[0], of[1]};
}

}  // namespace demandcast::nn
