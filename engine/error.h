// layerlab::Error: the one exception that LayerLab throws on purpose.
#pragma once

#include <stdexcept>
#include <string>

namespace layerlab {

enum class ErrorKind { BadInput, Io, Numeric, Cancelled, Internal };

// A message a person can act on; its kind decides the exit code of the command line (BadInput: 2, others: 1).
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), m_kind(kind) {}
    ErrorKind kind() const { return m_kind; }

private:
    ErrorKind m_kind;
};

}  // namespace layerlab
