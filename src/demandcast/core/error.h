// The errors that demandcast throws, by whose doing they are.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace demandcast {

/// Base of every error that demandcast throws on purpose. Its text is for users: what happened, where, what was
/// wanted, what to do next. Doors translate: the command prints one line, Python raises, HTTP answers 4xx.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user asked wrongly: an unknown option, a value out of range, roles that contradict. Exit code 2.
class ConfigError : public Error {
 public:
  using Error::Error;
};

/// The data say otherwise: duplicate keys, negative demand, nothing observed. Exit code 3.
class DataError : public Error {
 public:
  using Error::Error;
};

/// A file that is read is not what it should be: absent, cut, of another format. Exit code 3.
class FormatError : public Error {
 public:
  using Error::Error;
};

/// Output cannot be written: a full disk, a read-only folder. Nothing half-written is left. Exit code 1.
class WriteError : public Error {
 public:
  using Error::Error;
};

/// The user stopped the work (Ctrl-C). What was complete is kept. Exit code 130.
class Interrupted : public Error {
 public:
  using Error::Error;
};

}  // namespace demandcast
