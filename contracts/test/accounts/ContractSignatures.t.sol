// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { IParticipants } from "../../src/interfaces/IParticipants.sol";
import { Accounts } from "./Accounts.sol";
import { Passkeys } from "./Passkeys.sol";

/// @notice What the account signs for others (ERC-1271), by ERC-7739 for itself alone.
contract ContractSignaturesTest is Accounts {
    bytes4 private constant YES = 0x1626ba7e;
    bytes4 private constant NO = 0xffffffff;
    string private constant ADD_WALLET = "AddWallet(uint32 participantId,address wallet,uint256 deadline)";
    string private constant PERMIT =
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";

    function test_ItAnswersThatItUnderstandsNestedSignatures() external view {
        bytes32 question = 0x7739773977397739773977397739773977397739773977397739773977397739;
        assertEq(account.isValidSignature(question, ""), bytes4(0x77390001));
        assertEq(account.isValidSignature(keccak256("other"), ""), NO);
    }

    /// @dev The account joins a participant as their second wallet; one factor signs, for the register is an application allowed.
    function test_OneFactorSignsForAnApplicationThatIsAllowed() external {
        IPasskeyAccount second = IPasskeyAccount(factory.createAccount(someSetup(), "second"));
        bytes32 contents =
            keccak256(abi.encode(keccak256(bytes(ADD_WALLET)), aliceId, second, block.timestamp));
        account = second;
        bytes memory signature = _typedData(domainOf(address(participants)), contents, ADD_WALLET, false);
        vm.prank(alice);
        participants.addWallet(address(second), block.timestamp, signature);
        assertEq(participants.participantOf(address(second)), aliceId);
    }

    /// @dev A permit of a currency that understands ERC-1271 would be a payment without a limit.
    function test_OneFactorSignsForNoOtherApplication() external view {
        bytes32 domain = domainOf(address(usd));
        bytes32 contents =
            keccak256(abi.encode(keccak256(bytes(PERMIT)), account, eve, 5000 * ONE, 0, block.timestamp));
        bytes32 hash = keccak256(abi.encodePacked(hex"1901", domain, contents));
        assertEq(account.isValidSignature(hash, _typedData(domain, contents, PERMIT, false)), NO);
        assertEq(account.isValidSignature(hash, _typedData(domain, contents, PERMIT, true)), YES);
        assertEq(account.isValidSignature(hash, _personal(hash, false)), NO);
    }

    function test_ApplicationsAreAllowedByBothFactorsAndRefusedByOne() external {
        bytes32 domain = domainOf(address(usd));
        bytes memory allow = abi.encodeCall(IPasskeyAccount.setDomainAllowed, (domain, true));
        fails(
            signed(oneFactor(toSelf(allow)), phone),
            abi.encodeWithSelector(
                IPasskeyAccount.BothFactorsNeeded.selector, IPasskeyAccount.setDomainAllowed.selector
            )
        );
        vm.expectEmit(address(account));
        emit IPasskeyAccount.DomainAllowanceSet(domain, true);
        done(signed(bothFactors(toSelf(allow)), phone, laptop));
        assertTrue(account.isDomainAllowed(domain));
        domain = domainOf(address(participants));
        bytes memory refuse = abi.encodeCall(IPasskeyAccount.setDomainAllowed, (domain, false));
        done(signed(oneFactor(toSelf(refuse)), phone));
        assertFalse(account.isDomainAllowed(domain));
    }

    function test_BothFactorsSignAMessage() external view {
        bytes32 hash = keccak256("a message");
        assertEq(account.isValidSignature(hash, _personal(hash, true)), YES);
        assertEq(account.isValidSignature(keccak256("another"), _personal(hash, true)), NO);
    }

    /// @dev Two accounts of the same owner: what one signs the other has not.
    function test_AnotherAccountOfTheSameOwnerHasNotSigned() external {
        IPasskeyAccount other = IPasskeyAccount(factory.createAccount(someSetup(), "other"));
        bytes32 hash = keccak256("a message");
        assertEq(other.isValidSignature(hash, _personal(hash, true)), NO);
        bytes32 domain = domainOf(address(participants));
        bytes32 contents = keccak256("contents");
        bytes32 typed = keccak256(abi.encodePacked(hex"1901", domain, contents));
        bytes memory signature = _typedData(domain, contents, ADD_WALLET, false);
        assertEq(account.isValidSignature(typed, signature), YES);
        assertEq(other.isValidSignature(typed, signature), NO);
    }

    function test_ASignatureOverTheBareHashIsNone() external view {
        bytes32 hash = keccak256("a message");
        bytes memory bare = signatures(
            phone.signer, Passkeys.sign(vm, phone, hash), laptop.signer, Passkeys.sign(vm, laptop, hash)
        );
        assertEq(account.isValidSignature(hash, bare), NO);
    }

    /// @dev What signs an operation signs nothing else, and the other way round.
    function test_AnOperationsSignatureIsNoMessage() external view {
        bytes32 hash = hashOf(bothFactors(payment(shop, ONE)));
        bytes memory signature = signatures(
            phone.signer, Passkeys.sign(vm, phone, hash), laptop.signer, Passkeys.sign(vm, laptop, hash)
        );
        assertEq(account.isValidSignature(hash, signature), NO);
    }

    function test_RevertWhen_TheRegisterIsGivenAStrangersSignature() external {
        IPasskeyAccount second = IPasskeyAccount(factory.createAccount(someSetup(), "second"));
        account = second;
        phone = stranger;
        bytes32 contents =
            keccak256(abi.encode(keccak256(bytes(ADD_WALLET)), aliceId, second, block.timestamp));
        bytes memory signature = _typedData(domainOf(address(participants)), contents, ADD_WALLET, false);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IParticipants.WalletSignatureInvalid.selector, address(second))
        );
        participants.addWallet(address(second), block.timestamp, signature);
    }

    function _typedData(bytes32 domain, bytes32 contents, string memory description, bool both)
        private
        view
        returns (bytes memory)
    {
        bytes32 nested = keccak256(
            abi.encode(
                keccak256(
                    abi.encodePacked(
                        "TypedDataSign(",
                        _nameOf(description),
                        " contents,string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)",
                        description
                    )
                ),
                contents,
                keccak256("Hurong Account"),
                keccak256("1"),
                block.chainid,
                address(account),
                bytes32(0)
            )
        );
        bytes32 hash = keccak256(abi.encodePacked(hex"1901", domain, nested));
        return abi.encodePacked(
            _signed(hash, both), domain, contents, description, uint16(bytes(description).length)
        );
    }

    function _personal(bytes32 hash, bool both) private view returns (bytes memory) {
        bytes32 content = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hash));
        return _signed(keccak256(abi.encodePacked(hex"1901", domainOf(address(account)), content)), both);
    }

    function _signed(bytes32 hash, bool both) private view returns (bytes memory) {
        if (!both) return signatures(phone.signer, Passkeys.sign(vm, phone, hash));
        return signatures(
            phone.signer, Passkeys.sign(vm, phone, hash), laptop.signer, Passkeys.sign(vm, laptop, hash)
        );
    }

    function _nameOf(string memory description) private pure returns (string memory) {
        return vm.split(description, "(")[0];
    }
}
