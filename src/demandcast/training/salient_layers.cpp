// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/salient_layers.h"

#include <algorithm>
#include <cmath>

namespace demandcast::training {
namespace {

struct Layer {
  std::string name;
  std::vector<at::Tensor> weights;
  double salience = 0;
};

double square_of(const at::Tensor& tensor) { return tensor.square().sum().item<double>(); }

double salience_of(const std::vector<at::Tensor>& weights) {
  double gradient = 0, size = 0;
  for (const at::Tensor& weight : weights) {
    if (weight.grad().defined()) gradient += square_of(weight.grad());
    size += square_of(weight);
  }
  return std::sqrt(gradient / std::max(size, 1e-12));
}

}  // namespace

std::vector<std::string> hold_all_but_salient(torch::nn::Module& network, double share) {
  const at::NoGradGuard no_gradient;
  std::vector<Layer> layers;
  for (const auto& module : network.named_modules("", false)) {
    const std::vector<at::Tensor> own = module.value()->parameters(false);
    if (!own.empty()) layers.push_back({module.key(), own, salience_of(own)});
  }
  std::ranges::stable_sort(layers, std::greater(), &Layer::salience);
  const double wanted = std::ceil(share * static_cast<double>(layers.size()) - 1e-9);
  const auto kept = std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, layers.size());
  std::vector<std::string> names;
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (l < kept) names.push_back(layers[l].name);
    for (at::Tensor& weight : layers[l].weights) {
      weight.requires_grad_(l < kept);
      weight.mutable_grad() = at::Tensor();
    }
  }
  return names;
}

}  // namespace demandcast::training
