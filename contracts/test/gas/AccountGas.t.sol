// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { PackedUserOperation } from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import { IPasskeyAccount } from "../../src/accounts/IPasskeyAccount.sol";
import { IPasskeyAccountFactory } from "../../src/accounts/IPasskeyAccountFactory.sol";
import { ILoans } from "../../src/interfaces/ILoans.sol";
import { Accounts } from "../accounts/Accounts.sol";

interface EvmVersions {
    function setEvmVersion(string calldata evm) external;
}

/// @notice Gas of whole transactions of a relayer who pays for one operation signed with one passkey: 21,000, calldata and all. It asks
/// nothing for it (fees of 0), as a relayer does that is paid otherwise. Run with `--isolate`. The chain has the P-256 precompile (6,900
/// gas by EIP-7951), which forge's EVM has from Osaka on.
contract AccountGasTest is Accounts {
    uint256 private _loanId;

    function setUp() public override {
        super.setUp();
        EvmVersions(address(vm)).setEvmVersion("osaka");
        _loanId = requested(aRequest());
        fund(dave, _loanId, 100 * ONE);
        // Gas as wallets estimate it: their figures are calldata too.
        (verificationGas, callGas) = (150_000, 250_000);
    }

    function test_FundFirst() external {
        IPasskeyAccount.Setup memory setup = someSetup();
        setup.trustees = new address[](0);
        setup.trusteesNeeded = 0;
        setup.signers.signers = one(phone.signer);
        setup.signers.weights = new uint64[](1);
        setup.signers.weights[0] = 2;
        address expected = factory.addressOf(setup, 0);
        enrol(expected, CAPPED);
        usd.mint(expected, 10_000 * ONE);
        verificationGas = 600_000;
        PackedUserOperation memory op = oneFactor(
            calls_(
                address(usd),
                abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max)),
                address(loans),
                abi.encodeCall(ILoans.fund, (_loanId, 1000 * ONE, expected))
            )
        );
        (op.sender, op.nonce) = (expected, 0);
        op.initCode =
            abi.encodePacked(factory, abi.encodeCall(IPasskeyAccountFactory.createAccount, (setup, 0)));
        handle(signed(op, phone));
        _write("gas.account.fundFirst", vm.lastCallGas().gasTotalUsed);
        assertEq(notes.balanceOf(expected, _loanId), 1000 * ONE);
    }

    /// @dev The second funding of an account that allows `Loans` its money, in a series new to it, as `gas.fund.newToSeries`; the first was
    /// days ago.
    function test_Fund() external {
        _allowLoans();
        vm.prank(carol);
        uint256 another = loans.request(aRequest());
        bytes memory before = abi.encodeCall(ILoans.fund, (another, 100 * ONE, address(account)));
        handle(signed(oneFactor(call(address(loans), before)), phone));
        assertEq(notes.balanceOf(address(account), another), 100 * ONE);
        vm.warp(block.timestamp + 3 days);
        vm.prank(alice);
        loans.fund(_loanId, 1000 * ONE, alice);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        bytes memory funding = abi.encodeCall(ILoans.fund, (_loanId, 1000 * ONE, address(account)));
        handle(signed(oneFactor(call(address(loans), funding)), phone));
        uint256 whole = vm.lastCallGas().gasTotalUsed;
        assertEq(notes.balanceOf(address(account), _loanId), 1000 * ONE);
        _write("gas.account.fund", whole);
        _write("gas.account.fund.overhead", whole - plain);
    }

    /// @dev The same of eight people whose operations travel together, for each of them. A plain wallet's transaction travels alone.
    function test_FundTogether() external {
        vm.prank(carol);
        uint256 another = loans.request(aRequest());
        address[] memory people = new address[](8);
        for (uint256 i; i < people.length; ++i) {
            people[i] = factory.createAccount(someSetup(), bytes32(1 + i));
            enrol(people[i], CAPPED);
            usd.mint(people[i], 10_000 * ONE);
            _handleOf(
                people[i], address(usd), abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max))
            );
            _handleOf(people[i], address(loans), abi.encodeCall(ILoans.fund, (another, 100 * ONE, people[i])));
        }
        vm.warp(block.timestamp + 3 days);
        vm.prank(alice);
        loans.fund(_loanId, 1000 * ONE, alice);
        uint256 plain = vm.lastCallGas().gasTotalUsed;
        PackedUserOperation[] memory ops = new PackedUserOperation[](people.length);
        for (uint256 i; i < people.length; ++i) {
            bytes memory funding = abi.encodeCall(ILoans.fund, (_loanId, 1000 * ONE, people[i]));
            ops[i] = _signedOf(people[i], address(loans), funding);
        }
        handle(ops);
        uint256 each = vm.lastCallGas().gasTotalUsed / people.length;
        for (uint256 i; i < people.length; ++i) {
            assertEq(notes.balanceOf(people[i], _loanId), 1000 * ONE);
        }
        _write("gas.account.fundTogether.each", each);
        _write("gas.account.fundTogether.overhead", each - plain);
    }

    function test_Claim() external {
        _allowLoans();
        bytes memory funding = abi.encodeCall(ILoans.fund, (_loanId, 4000 * ONE, address(account)));
        handle(signed(bothFactors(call(address(loans), funding)), phone, laptop));
        fund(carol, _loanId, 5900 * ONE);
        vm.warp(loans.drawableFrom(_loanId));
        vm.prank(bob);
        loans.draw(_loanId);
        vm.warp(loans.dueAt(_loanId, 1));
        loans.collect(_loanId);
        bytes memory claiming = abi.encodeCall(notes.claim, (list(_loanId), address(account)));
        handle(signed(oneFactor(call(address(notes), claiming)), phone));
        _write("gas.account.claim", vm.lastCallGas().gasTotalUsed);
    }

    function _handleOf(address person, address target, bytes memory data) private {
        handle(_signedOf(person, target, data));
    }

    function _signedOf(address person, address target, bytes memory data)
        private
        view
        returns (PackedUserOperation memory op)
    {
        op = oneFactor(call(target, data));
        (op.sender, op.nonce) = (person, entryPoint.getNonce(person, 0));
        return signed(op, phone);
    }

    function _allowLoans() private {
        bytes memory allowing = abi.encodeCall(IERC20.approve, (address(loans), type(uint256).max));
        handle(signed(oneFactor(call(address(usd), allowing)), phone));
    }

    function _write(string memory name, uint256 gasUsed) private {
        vm.snapshotValue("gas", name, gasUsed);
    }
}
