// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/shared_state.h"

namespace demandcast::training {
namespace {

std::vector<at::Tensor> copies_of(const std::vector<at::Tensor>& tensors) {
  std::vector<at::Tensor> copies;
  for (const at::Tensor& tensor : tensors) copies.push_back(tensor.detach().clone());
  return copies;
}

void share_all(Peers& peers, std::vector<at::Tensor>& tensors) {
  for (at::Tensor& tensor : tensors) peers.share(tensor);
}

}  // namespace

void share_state(Peers& peers, const std::vector<at::Tensor>& parameters, AdamW& optimiser, WeightAverage& average) {
  if (peers.alone()) return;
  const at::NoGradGuard no_gradient;
  std::vector<at::Tensor> weights = copies_of(parameters);
  share_all(peers, weights);
  for (std::size_t p = 0; p < parameters.size(); ++p) at::Tensor(parameters[p]).copy_(weights[p]);
  const auto updates = static_cast<std::int64_t>(peers.shared(static_cast<double>(optimiser.updates())));
  if (updates == 0) return;
  std::vector<at::Tensor> first = copies_of(optimiser.first_moments()), second = copies_of(optimiser.second_moments());
  share_all(peers, first);
  share_all(peers, second);
  optimiser.restore(updates, first, second);
  if (peers.shared(average.averages().empty() ? 0 : 1) == 0) return;
  std::vector<at::Tensor> averages = copies_of(average.averages().empty() ? parameters : average.averages());
  share_all(peers, averages);
  average.restore(std::move(averages));
}

}  // namespace demandcast::training
