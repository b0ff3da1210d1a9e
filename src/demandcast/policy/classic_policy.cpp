// SPDX-License-Identifier: Apache-2.0
#include "demandcast/policy/classic_policy.h"

#include <cmath>

namespace demandcast {

std::vector<float> classic_parameters(const NetworkShape& shape, const ShiftedBaseStock& policy) {
  std::vector<float> parameters(shape.parameters(), 0.0F);
  parameters.back() = static_cast<float>(policy.shift);
  if (std::isinf(policy.cap)) return parameters;
  // h = max(0, wish + shift - cap), y = shift - h: what is beyond the cap is not ordered.
  parameters[0] = 1;
  parameters[shape.hidden * shape.inputs] = static_cast<float>(policy.shift - policy.cap);
  parameters[shape.second_layer()] = 1;
  parameters[shape.output_layer()] = -1;
  return parameters;
}

}  // namespace demandcast
