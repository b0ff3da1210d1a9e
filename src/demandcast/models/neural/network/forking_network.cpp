// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/forking_network.h"

#include <torch/nn/modules/embedding.h>

#include <algorithm>
#include <cmath>

#include "demandcast/nn/centred_quantiles.h"

namespace demandcast::neural {
namespace {

constexpr std::int64_t kPlan = 4;      // numbers that the global decoder takes of each target
constexpr std::int64_t kGlobal = 96;   // its hidden numbers
constexpr std::int64_t kContext = 16;  // of each target, and common to all
constexpr std::int64_t kLocal = 64;    // hidden numbers of the local decoder
constexpr std::int64_t kWidestEmbedding = 8;
constexpr int kReachOfRecurrence = 64;  // periods before an origin at which a recurrence starts

std::int64_t embedding_width(std::int64_t count) { return std::min(kWidestEmbedding, (count + 1) / 2); }

torch::nn::Linear without_bias(std::int64_t in, std::int64_t out) {
  return torch::nn::Linear(torch::nn::LinearOptions(in, out).bias(false));
}

template <class Number>
at::Tensor tensor_of(const std::vector<Number>& numbers, at::IntArrayRef shape, const at::Device& device,
                     at::ScalarType type) {
  const at::Tensor borrowed =
      at::from_blob(const_cast<Number*>(numbers.data()), shape, c10::CppTypeToScalarType<Number>::value);
  return borrowed.to(device, type, false, true);
}

}  // namespace

BatchTensors::BatchTensors(const Batch& batch, const at::Device& device, at::ScalarType type) {
  const std::int64_t b = batch.blocks, m = batch.origins, k = batch.targets, cells = b * m * k;
  const auto width = [](const auto& numbers, std::int64_t rows) { return rows == 0 ? 0 : std::ssize(numbers) / rows; };
  past = tensor_of(batch.past, {b, batch.time, width(batch.past, b * batch.time)}, device, type);
  origin = tensor_of(batch.origin, {b, m, width(batch.origin, b * m)}, device, type);
  target = tensor_of(batch.target, {b, m, k, width(batch.target, cells)}, device, type);
  rough = tensor_of(batch.rough, {b, m, k, width(batch.rough, cells)}, device, type);
  categories = tensor_of(batch.categories, {b, width(batch.categories, b)}, device, at::kLong);
  demand = tensor_of(batch.demand, {b, m, k}, device, type);
  const at::Tensor level = tensor_of(batch.level, {b, m}, device, at::kDouble);
  const at::Tensor root = level.sqrt();
  weight = (root / root.mean()).to(type);
}

ForkingNetworkImpl::ForkingNetworkImpl(const NetworkDesign& design, const NetworkSizes& sizes)
    : design_(design), sizes_(sizes), embeddings_(register_module("embeddings", torch::nn::ModuleList())) {
  const std::int64_t width = design.options.width;
  std::int64_t statics = 0;
  for (const std::int64_t count : sizes.categories) {
    embeddings_->push_back(torch::nn::Embedding(count, embedding_width(count)));
    statics += embedding_width(count);
  }
  if (design.encoder == EncoderKind::kConvolution) {
    convolution_ = register_module("convolution", nn::CausalConvolution(sizes.past + statics, width, sizes.layers));
    reach_ = static_cast<int>(convolution_->reach());
  } else if (design.encoder == EncoderKind::kRecurrence) {
    recurrence_ = register_module("recurrence", nn::Recurrence(sizes.past + statics, width));
    reach_ = kReachOfRecurrence;
  }
  const std::int64_t encoded = design.encoder == EncoderKind::kNone ? 0 : width;
  plans_ = register_module("plans", torch::nn::Linear(sizes.target, kPlan));
  global_ =
      register_module("global", torch::nn::Linear(encoded + sizes.origin + statics + sizes.targets * kPlan, kGlobal));
  contexts_ = register_module("contexts", torch::nn::Linear(kGlobal, kContext * (sizes.targets + 1)));
  of_context_ = register_module("of_context", without_bias(kContext, kLocal));
  of_common_ = register_module("of_common", torch::nn::Linear(kContext, kLocal));
  of_target_ = register_module("of_target", without_bias(sizes.target, kLocal));
  hidden_ = register_module("hidden", torch::nn::Linear(kLocal, kLocal));
  outputs_ = register_module("outputs", torch::nn::Linear(kLocal, sizes.levels + (design.skip ? sizes.rough : 0)));
  mean_ = register_module("mean", torch::nn::Linear(kLocal, 1));
  const at::NoGradGuard no_gradient;  // a new network forecasts close to its base
  outputs_->weight.mul_(0.1);
  mean_->weight.mul_(0.1);
  outputs_->bias.zero_();
  mean_->bias.zero_();
}

at::Tensor ForkingNetworkImpl::statics_of(const at::Tensor& categories) {
  std::vector<at::Tensor> parts;
  for (std::size_t c = 0; c < embeddings_->size(); ++c) {
    const at::Tensor embedded =
        embeddings_[c]->as<torch::nn::Embedding>()->forward(categories.select(1, static_cast<std::int64_t>(c)));
    parts.push_back(embedded * (categories.select(1, static_cast<std::int64_t>(c)) > 0).unsqueeze(1));
  }
  return parts.empty() ? at::Tensor() : at::cat(parts, 1);
}

at::Tensor ForkingNetworkImpl::encode(const BatchTensors& batch, const at::Tensor& statics, nn::Dropout& dropout) {
  at::Tensor inputs = batch.past;
  if (statics.defined()) {
    inputs = at::cat({inputs, statics.unsqueeze(1).expand({-1, inputs.size(1), -1})}, 2);
  }
  if (convolution_) return convolution_->forward(inputs, dropout);
  return recurrence_->forward(inputs, batch.origin.size(1), dropout);
}

at::Tensor ForkingNetworkImpl::decode(const BatchTensors& batch, const at::Tensor& context, nn::Dropout& dropout) {
  const std::int64_t b = context.size(0), m = context.size(1), k = sizes_.targets;
  const at::Tensor own = context.narrow(2, 0, kContext * k).view({b, m, k, kContext});
  const at::Tensor common = context.narrow(2, kContext * k, kContext).unsqueeze(2);
  const at::Tensor sum = of_context_->forward(own) + of_common_->forward(common) + of_target_->forward(batch.target);
  return at::relu(hidden_->forward(dropout(at::relu(sum))));
}

NetworkForecast ForkingNetworkImpl::forward(const BatchTensors& batch, nn::Dropout& dropout) {
  const at::Tensor statics = statics_of(batch.categories);
  std::vector<at::Tensor> known{batch.origin, plans_->forward(batch.target).flatten(2)};
  if (design_.encoder != EncoderKind::kNone) known.push_back(encode(batch, statics, dropout));
  if (statics.defined()) known.push_back(statics.unsqueeze(1).expand({-1, batch.origin.size(1), -1}));
  const at::Tensor context = contexts_->forward(dropout(at::relu(global_->forward(at::cat(known, 2)))));
  const at::Tensor hidden = decode(batch, context, dropout);
  const at::Tensor outputs = outputs_->forward(hidden);
  const at::Tensor z = nn::centred_quantiles(outputs.narrow(3, 0, sizes_.levels), sizes_.median);
  const at::Tensor mean = mean_->forward(hidden.detach()).squeeze(3);
  if (!design_.skip) return {z, mean};
  const at::Tensor mix = at::softmax(outputs.narrow(3, sizes_.levels, sizes_.rough), 3);
  const at::Tensor base = (mix * batch.rough).sum(3, true);
  return {nn::moved(base, z), nn::moved(base.detach().squeeze(3), mean)};
}

}  // namespace demandcast::neural
