// SPDX-License-Identifier: Apache-2.0
#include "demandcast/forecast/neural_library.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "demandcast/core/error.h"
#include "demandcast/core/version.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
constexpr char kFile[] = "libdemandcast_neural.so";
constexpr char kSymbol[] = "demandcast_neural";

/// The folder of the library or program that holds this code.
fs::path own_folder() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&own_folder), &info) == 0) return {};
  std::error_code none;
  return fs::canonical(info.dli_fname, none).parent_path();
}

std::vector<fs::path> candidates() {
  std::error_code none;
  const fs::path program = fs::canonical("/proc/self/exe", none).parent_path();
  return {own_folder() / kFile, program / kFile, program.parent_path() / "lib" / kFile};
}

const NeuralInterface& open_beside() {
  std::string places;
  for (const fs::path& file : candidates()) {
    if (fs::exists(file)) return open_neural_library(file);
    places += fmt::format("\n  {}", file.string());
  }
  throw ConfigError(
      fmt::format("networks need {}, which is not installed; looked for{}\n"
                  "build with -DDEMANDCAST_NEURAL=ON, or choose a model that needs no network",
                  kFile, places));
}

[[noreturn]] void refuse(const fs::path& file, std::string_view why) {
  throw ConfigError(fmt::format("{}: {}", file.string(), why));
}

}  // namespace

const NeuralInterface& neural_library() {
  static const NeuralInterface& library = open_beside();
  return library;
}

bool neural_library_is_there() {
  return std::ranges::any_of(candidates(), [](const fs::path& file) { return fs::exists(file); });
}

const NeuralInterface& open_neural_library(const fs::path& file) {
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    refuse(file, fmt::format("cannot be opened ({}); if LibTorch is missing, install the torch wheel it was built with",
                             dlerror()));
  }
  const auto entry = reinterpret_cast<decltype(&demandcast_neural)>(dlsym(handle, kSymbol));
  if (entry == nullptr) refuse(file, fmt::format("is not {}: it has no symbol {}", kFile, kSymbol));
  const NeuralInterface* library = entry();
  if (library->version != kNeuralInterfaceVersion) {
    refuse(file,
           fmt::format("speaks version {} of the interface, this demandcast speaks {}; install both from one release",
                       library->version, kNeuralInterfaceVersion));
  }
  if (std::string_view(library->demandcast_version) != kVersion) {
    refuse(file, fmt::format("belongs to demandcast {}, this is {}; install both from one release",
                             library->demandcast_version, kVersion));
  }
  return *library;
}

}  // namespace demandcast
