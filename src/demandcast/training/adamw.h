// Adam with weight decay that does not pass through its moments.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <vector>

namespace demandcast::training {

struct AdamWOptions {
  double beta1 = 0.9, beta2 = 0.98;
  double epsilon = 1e-8;
  double weight_decay = 1e-4;  ///< of matrices; vectors (biases, norms) are left alone
  double clip = 1;             ///< longest gradient, all parameters together; longer ones are cut to it
};

/// [Loshchilov & Hutter 2019, "Decoupled weight decay regularization"]. Borrows the parameters' storage.
class AdamW {
 public:
  AdamW(std::vector<at::Tensor> parameters, AdamWOptions options);
  /// One update from the parameters' gradients, which are cleared. Returns the gradient's length before the cut; where
  /// that is not finite nothing is changed.
  double step(double learning_rate);

  /// What a resumed run needs: how many updates were made, then first and second moments, parameter after parameter.
  std::int64_t updates() const { return updates_; }
  const std::vector<at::Tensor>& first_moments() const { return first_; }
  const std::vector<at::Tensor>& second_moments() const { return second_; }
  void restore(std::int64_t updates, const std::vector<at::Tensor>& first, const std::vector<at::Tensor>& second);

 private:
  AdamWOptions options_;
  std::vector<at::Tensor> parameters_, first_, second_;
  std::int64_t updates_ = 0;
};

}  // namespace demandcast::training
