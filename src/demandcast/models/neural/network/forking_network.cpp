// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/forking_network.h"

#include <torch/nn/modules/embedding.h>

#include <algorithm>

#include "demandcast/models/neural/network/level_grid.h"
#include "demandcast/nn/centred_quantiles.h"
#include "demandcast/nn/heads/make_head.h"

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

at::Tensor joined(const std::vector<at::Tensor>& rough) {
  return rough.size() == 1 ? rough.front() : at::cat(rough, 3);
}

/// What is known of targets, [.., input]; of data without dates, plans and features nothing, told as one zero.
at::Tensor known_of_targets(const BatchTensors& batch) {
  if (batch.target.size(3) > 0) return batch.target;
  return at::zeros({batch.target.size(0), batch.target.size(1), batch.target.size(2), 1}, batch.target.options());
}

/// Mean of rough forecasts by a softmax of their outputs, [.., 1].
at::Tensor mixed(const at::Tensor& outputs, const at::Tensor& rough) {
  return (at::softmax(outputs, 3) * rough).sum(3, true);
}

}  // namespace

ForkingNetworkImpl::ForkingNetworkImpl(const NetworkDesign& design, const NetworkSizes& sizes)
    : design_(design),
      sizes_(sizes),
      head_(nn::make_head(design.options.head, grid_levels())),
      embeddings_(register_module("embeddings", torch::nn::ModuleList())) {
  const std::int64_t width = design.options.width;
  for (const std::int64_t count : sizes.categories) {
    embeddings_->push_back(torch::nn::Embedding(count, embedding_width(count)));
  }
  const std::int64_t statics = statics_width();
  if (design.encoder == EncoderKind::kConvolution) {
    convolution_ = register_module("convolution", nn::CausalConvolution(sizes.past + statics, width, sizes.layers));
    reach_ = static_cast<int>(convolution_->reach());
  } else if (design.encoder == EncoderKind::kRecurrence) {
    recurrence_ = register_module("recurrence", nn::Recurrence(sizes.past + statics, width));
    reach_ = kReachOfRecurrence;
  }
  if (design.attention.heads > 0) reach_ += static_cast<int>(sizes.window) - 1;
  const std::int64_t encoded = design.encoder == EncoderKind::kNone ? 0 : width;
  const std::int64_t target = std::max<std::int64_t>(1, sizes.target);
  plans_ = register_module("plans", torch::nn::Linear(target, kPlan));
  global_ = register_module(
      "global", torch::nn::Linear(encoded + sizes.origin + statics + sizes.target_count() * kPlan, kGlobal));
  contexts_ = register_module("contexts", torch::nn::Linear(kGlobal, kContext * (sizes.target_count() + 1)));
  of_context_ = register_module("of_context", without_bias(kContext, kLocal));
  of_common_ = register_module("of_common", torch::nn::Linear(kContext, kLocal));
  of_target_ = register_module("of_target", without_bias(target, kLocal));
  hidden_ = register_module("hidden", torch::nn::Linear(kLocal, kLocal));
  rough_ = sizes.rough + design.attention.heads + (design.attention.revisions > 0 ? 1 : 0);
  outputs_ = register_module("outputs", torch::nn::Linear(kLocal, head_->outputs() + (design.skip ? rough_ : 0)));
  mean_ = register_module("mean", torch::nn::Linear(kLocal, 1));
  if (design.attention.heads > 0) {
    look_back_ = register_module("look_back", LookBack(design.attention, sizes, width, kLocal));
  }
  if (design.attention.revisions > 0) {
    own_forecasts_ = register_module("own_forecasts", OwnForecasts(sizes, design.attention.revisions, kLocal));
  }
  const at::NoGradGuard no_gradient;  // a new network forecasts close to its base
  outputs_->weight.mul_(0.1);
  mean_->weight.mul_(0.1);
  outputs_->bias.zero_();
  mean_->bias.zero_();
}

Gatherer::Sizes ForkingNetworkImpl::reads() const {
  return {.reach = reach_,
          .origins = 1 + static_cast<int>(design_.attention.revisions),
          .window = look_back_ ? static_cast<int>(sizes_.window) : 0};
}

std::int64_t ForkingNetworkImpl::statics_width() const {
  std::int64_t width = 0;
  for (const std::int64_t count : sizes_.categories) width += embedding_width(count);
  return width;
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
  const std::int64_t states = batch.origin.size(1) + (look_back_ ? sizes_.window - 1 : 0);
  return recurrence_->forward(inputs, states, dropout);
}

at::Tensor ForkingNetworkImpl::local(const BatchTensors& batch, const at::Tensor& context) {
  const std::int64_t b = context.size(0), m = context.size(1), k = sizes_.target_count();
  const at::Tensor own = context.narrow(2, 0, kContext * k).view({b, m, k, kContext});
  const at::Tensor common = context.narrow(2, kContext * k, kContext).unsqueeze(2);
  return of_context_->forward(own) + of_common_->forward(common) + of_target_->forward(known_of_targets(batch));
}

at::Tensor ForkingNetworkImpl::hidden(const at::Tensor& local, nn::Dropout& dropout) {
  return at::relu(hidden_->forward(dropout(at::relu(local))));
}

NetworkForecast ForkingNetworkImpl::answer(const at::Tensor& local, const std::vector<at::Tensor>& rough,
                                           nn::Dropout& dropout) {
  const at::Tensor from = hidden(local, dropout);
  const at::Tensor outputs = outputs_->forward(from);
  const at::Tensor raw = outputs.narrow(3, 0, head_->outputs());
  const at::Tensor mean = mean_->forward(from.detach()).squeeze(3);
  if (!design_.skip) return {head_->parameters(raw, {}), mean, {}, {}};
  const at::Tensor forecasts = joined(rough);
  const at::Tensor base = mixed(outputs.narrow(3, head_->outputs(), forecasts.size(3)), forecasts);
  return {head_->parameters(raw, base), nn::moved(base.detach().squeeze(3), mean), {}, {}};
}

at::Tensor ForkingNetworkImpl::centre(const at::Tensor& local, const std::vector<at::Tensor>& rough,
                                      nn::Dropout& dropout) {
  const at::Tensor from = hidden(local, dropout);
  const auto outputs = [&](std::int64_t first, std::int64_t count) {
    return at::linear(from, outputs_->weight.narrow(0, first, count), outputs_->bias.narrow(0, first, count));
  };
  const at::Tensor raw = outputs(head_->centre_place(), 1);
  if (!design_.skip) return centre_of(raw, {}, rough);
  return centre_of(raw, outputs(head_->outputs(), joined(rough).size(3)), rough);
}

at::Tensor ForkingNetworkImpl::centre_of(const at::Tensor& raw, const at::Tensor& weights,
                                         const std::vector<at::Tensor>& rough) const {
  return head_->centre(raw, design_.skip ? mixed(weights, joined(rough)) : at::Tensor()).squeeze(3);
}

std::vector<std::int64_t> ForkingNetworkImpl::told_at_first() const {
  std::vector<std::int64_t> places{head_->centre_place()};
  const std::int64_t mixed = design_.skip ? rough_ - (own_forecasts_ ? 1 : 0) : 0;
  for (std::int64_t r = 0; r < mixed; ++r) places.push_back(head_->outputs() + r);
  return places;
}

NetworkForecast ForkingNetworkImpl::newest(const BatchTensors& batch) {
  nn::Dropout none;
  return forecast(batch, none, true);
}

NetworkForecast ForkingNetworkImpl::forecast(const BatchTensors& batch, nn::Dropout& dropout, bool newest_alone) {
  const std::int64_t origins = batch.origin.size(1);
  const at::Tensor statics = statics_of(batch.categories);
  std::vector<at::Tensor> known{batch.origin, plans_->forward(known_of_targets(batch)).flatten(2)};
  at::Tensor states;
  if (design_.encoder != EncoderKind::kNone) {
    states = encode(batch, statics, dropout);
    known.push_back(states.narrow(1, states.size(1) - origins, origins));
  }
  if (statics.defined()) known.push_back(statics.unsqueeze(1).expand({-1, origins, -1}));
  const at::Tensor context = contexts_->forward(dropout(at::relu(global_->forward(at::cat(known, 2)))));
  at::Tensor inputs = local(batch, context), weights;
  std::vector<at::Tensor> rough{batch.rough};
  if (look_back_) {
    const LookBackImpl::Found found = look_back_->forward(batch, states);
    inputs = inputs + found.state;
    rough.push_back(found.demand);
    weights = found.weights;
  }
  at::Tensor first;
  if (own_forecasts_) {
    first = centre(inputs, rough, dropout);
    const OwnForecastsImpl::Found found = own_forecasts_->forward(batch, inputs, first);
    rough.push_back(found.median);
    inputs = inputs + found.state;
  }
  if (newest_alone) {
    inputs = inputs.narrow(1, origins - 1, 1);
    for (at::Tensor& of : rough) of = of.narrow(1, origins - 1, 1);
  }
  NetworkForecast forecast = answer(inputs, rough, dropout);
  forecast.first = first;
  forecast.weights = weights;
  return forecast;
}

}  // namespace demandcast::neural
