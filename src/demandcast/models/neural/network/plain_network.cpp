// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/plain_network.h"

#include "demandcast/nn/plain_lanes.h"

namespace demandcast::neural {
namespace {

/// A block's part of a tensor, in rows of its last dimension.
nn::Rows<float> rows_of(const at::Tensor& all, std::int64_t block) {
  const std::int64_t count = all.numel() / all.size(0), width = all.size(-1);
  return {all.data_ptr<float>() + block * count, count / width, width};
}

}  // namespace

/// Of all origins, before the network hears of its own forecasts.
struct PlainNetwork::Answers {
  at::Tensor statics;  // [block, number], undefined without
  at::Tensor local;    // [block, origin, target, number]
  at::Tensor told;     // [block, origin, target, output] those that decide the centre
  std::vector<at::Tensor> rough;
};

bool PlainNetwork::covers(const NetworkDesign& design, const at::Device& device) {
  return device.is_cpu() && design.encoder == EncoderKind::kConvolution && design.options.width % nn::kLanes == 0;
}

PlainNetwork::PlainNetwork(ForkingNetwork network, const NetworkDesign& design, const NetworkSizes& sizes)
    : network_(std::move(network)),
      convolution_(nn::PlainWeights(*network_), "convolution", network_->statics_width()),
      decoder_(nn::PlainWeights(*network_), sizes.target_count(), network_->told_at_first()) {
  const nn::PlainWeights weights(*network_);
  if (design.attention.heads > 0) look_back_.emplace(weights, design.attention, sizes);
  if (design.attention.revisions > 0) own_forecasts_.emplace(weights, sizes, design.attention.revisions);
}

PlainNetwork::Answers PlainNetwork::first_answers(const BatchTensors& batch) const {
  const std::int64_t b = batch.origin.size(0), m = batch.origin.size(1), k = batch.target.size(2);
  Answers answers;
  answers.statics = network_->statics_of(batch.categories);
  answers.local = at::empty({b, m, k, decoder_.local_width()});
  answers.told = at::empty({b, m, k, decoder_.told_width()});
  answers.rough.push_back(batch.rough);
  if (look_back_) answers.rough.push_back(at::empty({b, m, k, look_back_->heads()}));
  for (std::int64_t i = 0; i < b; ++i) {
    const PlainBlock block(batch, answers.statics, i);
    const nn::OwnRows states = convolution_.states(block.past, block.statics);
    const nn::Rows<float> local = rows_of(answers.local, i);
    decoder_.local(block, states.all().from(states.rows - m, m), local);
    if (look_back_) look_back_->look(block, states.all(), local, rows_of(answers.rough.back(), i));
    if (own_forecasts_) decoder_.tell(local, rows_of(answers.told, i));
  }
  return answers;
}

at::Tensor PlainNetwork::hear_of_own_forecasts(const BatchTensors& batch, const Answers& answers,
                                               const at::Tensor& newest) const {
  const std::int64_t b = batch.origin.size(0), k = batch.target.size(2);
  const std::int64_t mixed = std::ssize(network_->told_at_first()) - 1;
  const at::Tensor weights = mixed > 0 ? answers.told.narrow(3, 1, mixed) : at::Tensor();
  const at::Tensor own = network_->centre_of(answers.told.narrow(3, 0, 1), weights, answers.rough).contiguous();
  at::Tensor medians = at::empty({b, 1, k, 1});
  for (std::int64_t i = 0; i < b; ++i) {
    own_forecasts_->hear(PlainBlock(batch, answers.statics, i), rows_of(answers.local, i), rows_of(own, i),
                         rows_of(newest, i), medians.data_ptr<float>() + i * k);
  }
  return medians;
}

NetworkForecast PlainNetwork::newest(const BatchTensors& batch) const {
  const at::NoGradGuard no_gradient;
  const std::int64_t last = batch.origin.size(1) - 1;
  const Answers answers = first_answers(batch);
  const at::Tensor newest = answers.local.narrow(1, last, 1).clone(at::MemoryFormat::Contiguous);
  std::vector<at::Tensor> rough;
  for (const at::Tensor& of : answers.rough) rough.push_back(of.narrow(1, last, 1));
  if (own_forecasts_) rough.push_back(hear_of_own_forecasts(batch, answers, newest));
  nn::Dropout none;
  return network_->answer(newest, rough, none);
}

}  // namespace demandcast::neural
